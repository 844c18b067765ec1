package lectern.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lectern.document.Document;
import lectern.document.DocumentId;

/// The pages of everything that was taken in, as Lectern read them.
record Library(List<Leaf> leaves) {
  private static final Pattern WHITE = Pattern.compile("\\s+");

  Library {
    leaves = List.copyOf(leaves);
  }

  /// Where something stands.
  ///
  /// @param page counted from 1
  record Place(DocumentId document, int page) {}

  /// A page with its text.
  record Leaf(Document document, Place place, String text) {
    /// The text with any white space as one blank.
    String folded() {
      return fold(text);
    }
  }

  static String fold(String text) {
    return WHITE.matcher(text).replaceAll(" ");
  }

  /// Reads all pages of some documents; those that failed have none.
  static Library of(Workbench bench, List<Document> documents) {
    var leaves = new ArrayList<Leaf>();
    for (var document : Set.copyOf(documents)) {
      int pages = bench.status(document.id()).pages().orElse(0);
      for (int number = 1; number <= pages; number++) {
        var place = new Place(document.id(), number);
        bench
            .lectern()
            .pages()
            .page(document.id(), number)
            .ifPresent(page -> leaves.add(new Leaf(document, place, page.markdown())));
      }
    }
    return new Library(leaves);
  }

  Set<Document> documents() {
    return leaves.stream().map(Leaf::document).collect(Collectors.toSet());
  }

  /// Only what stands in these documents.
  Library in(Set<Document> documents) {
    return new Library(
        leaves.stream().filter(leaf -> documents.contains(leaf.document())).toList());
  }
}
