package lectern.library;

import java.util.Optional;
import java.util.Set;
import lectern.document.Document;

/// What is to be changed about a document; what is empty stays.
///
/// @param name without folders, as that of an upload
/// @param collections exactly these
public record Change(
    Optional<String> name, Optional<Tags> tags, Optional<Set<CollectionId>> collections) {

  /// @throws Refused when the name is empty, too long, or has invisible characters
  public Change {
    name =
        name.map(it -> Line.of("The name", it, Document.MAX_NAME_CHARS)).map(Document::plainName);
    collections = collections.map(Set::copyOf);
  }
}
