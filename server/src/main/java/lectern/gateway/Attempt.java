package lectern.gateway;

/// One exchange to be made, with a place to note when what of it happened.
public record Attempt(
    ModelRoute.Choice choice, Provider provider, Deadline deadline, AttemptRecord record) {

  public Target target() {
    return choice.target();
  }
}
