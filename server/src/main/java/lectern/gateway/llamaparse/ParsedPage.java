package lectern.gateway.llamaparse;

import java.util.Optional;

/// A page of a finished job.
///
/// @param number counted from 1
/// @param markdown empty for a page that LlamaParse failed to read
public record ParsedPage(int number, Optional<String> markdown) {}
