package lectern.simulator.mind;

import java.util.Optional;

/// A sentence of a passage, letter for letter, and where it stands.
record Sentence(String text, Place place) {
  /// Where a passage stands, as far as it says so itself.
  ///
  /// @param marker such as `[1]`
  /// @param source a file or title
  record Place(Optional<String> marker, Optional<String> source, Optional<Integer> page) {
    static final Place UNKNOWN = new Place(Optional.empty(), Optional.empty(), Optional.empty());

    static Place marked(String marker) {
      return new Place(Optional.of(marker), Optional.empty(), Optional.empty());
    }

    Place of(String otherSource) {
      return new Place(marker, Optional.of(otherSource), page);
    }

    Place on(int otherPage) {
      return new Place(marker, source, Optional.of(otherPage));
    }

    boolean isKnown() {
      return marker.isPresent() || source.isPresent() || page.isPresent();
    }

    /// How a quotation cites it: `[1]`, `(source: manual.pdf, page 4)`, `(page 4)`, or nothing.
    String citation() {
      if (marker.isPresent()) {
        return marker.get();
      }
      var paged = page.map(number -> "page " + number);
      var parts =
          source
              .map(name -> "source: " + name + paged.map(", "::concat).orElse(""))
              .or(() -> paged);
      return parts.map(inside -> "(" + inside + ")").orElse("");
    }
  }

  /// The sentence in quotation marks, and its citation if there is one.
  String quoted() {
    var citation = place.citation();
    return "\"" + text + "\"" + (citation.isEmpty() ? "" : " " + citation);
  }
}
