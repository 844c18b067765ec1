package lectern.access;

import java.util.Locale;

/// What a key may do in its workspace. Each role may do all that the ones before it may.
public enum Role {
  /// Reads, searches and asks.
  READER,
  /// Uploads, renames, sorts and deletes documents, too.
  EDITOR,
  /// Makes and revokes keys, too.
  ADMIN;

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /// The word as it is stored and shown.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of a word that {@link #word()} gave.
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
