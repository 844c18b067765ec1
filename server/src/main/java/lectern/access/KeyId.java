package lectern.access;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/// Names an API key. Ids sort by the time of their creation (UUID version 7).
public record KeyId(UUID value) {

  public static KeyId create() {
    return new KeyId(UuidCreator.getTimeOrderedEpoch());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
