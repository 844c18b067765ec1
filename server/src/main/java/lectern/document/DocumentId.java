package lectern.document;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/// Names one uploaded file in one workspace. Ids sort by the time of their creation (UUID version
/// 7).
public record DocumentId(UUID value) implements Comparable<DocumentId> {

  public static DocumentId create() {
    return new DocumentId(UuidCreator.getTimeOrderedEpoch());
  }

  @Override
  public int compareTo(DocumentId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
