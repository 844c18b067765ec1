package lectern.simulator.mind;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Where the values come from that a JSON schema leaves open.
interface Supply {
  /// Text for the property; never missing, for a schema may require it.
  String text(String property);

  /// A number for the property, if there is one.
  Optional<Double> number(String property);

  /// Yes or no.
  boolean truth(String property);

  /// Whether there is something to say under an optional property.
  boolean fills(String property, JsonNode schema);

  /// Whether the value should be chosen from a list.
  boolean names(JsonNode value);

  /// How many elements a list should have if it may.
  int elements();

  /// The supply for that element of a list, from 0.
  Supply element(int index);
}
