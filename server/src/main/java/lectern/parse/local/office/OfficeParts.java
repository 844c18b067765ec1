package lectern.parse.local.office;

import java.io.IOException;
import java.util.List;
import lectern.parse.local.office.ZipParts.Relationship;

/// Finds the parts of an office file by what they are to each other, since their names are only a
/// custom.
final class OfficeParts {
  private OfficeParts() {}

  /// The name of the part that holds the document.
  ///
  /// @param usual its name when the file does not say
  static String main(ZipParts parts, String usual) throws IOException {
    String named = of(parts, "", "officeDocument");
    String main = named.isEmpty() ? usual : named;
    if (!parts.has(main)) {
      throw new IOException("the main part " + main + " is missing");
    }
    return main;
  }

  /// The name of the first part of a type that a part refers to; empty when there is none.
  static String of(ZipParts parts, String from, String type) throws IOException {
    List<String> all = allOf(parts, from, type);
    return all.isEmpty() ? "" : all.getFirst();
  }

  /// The names of all parts of a type that a part refers to.
  static List<String> allOf(ZipParts parts, String from, String type) throws IOException {
    return parts.relationships(from).values().stream()
        .filter(relationship -> relationship.type().equals(type))
        .map(Relationship::target)
        .toList();
  }
}
