package lectern.library;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/// Names a collection. Ids sort by the time of their creation (UUID version 7).
public record CollectionId(UUID value) {

  public static CollectionId create() {
    return new CollectionId(UuidCreator.getTimeOrderedEpoch());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
