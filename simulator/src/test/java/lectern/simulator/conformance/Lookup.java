package lectern.simulator.conformance;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A tool as the client makes one of a class: the schema comes from its fields.
@JsonTypeName("lookup")
@JsonClassDescription("Finds passages of the staff handbook.")
final class Lookup {
  @JsonPropertyDescription("What to look for.")
  public String query;

  @JsonPropertyDescription("How many passages at most.")
  public int limit;
}
