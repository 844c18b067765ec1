package lectern.bench;

/// A folder is not the collection it should be. The message names the file, the line if there is
/// one, and what is wrong.
public final class UnreadableCollection extends RuntimeException {

  UnreadableCollection(String message) {
    super(message);
  }
}
