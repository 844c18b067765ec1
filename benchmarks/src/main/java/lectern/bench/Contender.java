package lectern.bench;

import java.util.Map;
import java.util.Optional;

/// Who is asked.
///
/// @param headers it wants to see
/// @param process whose memory is looked at; empty for a direct call
record Contender(
    String name, int port, Map<String, String> headers, Optional<ProcessHandle> process) {

  Optional<Double> residentMegabytes() {
    return process.flatMap(Memory::of).map(it -> Memory.megabytes(it.residentBytes()));
  }
}
