package lectern.gateway.llamaparse;

import java.util.List;
import java.util.Optional;

/// Some of the jobs there are.
///
/// @param next where the others begin; empty when these are the last
public record JobList(List<ParseJob> jobs, Optional<String> next) {
  public JobList {
    jobs = List.copyOf(jobs);
  }
}
