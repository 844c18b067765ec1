package lectern.gateway;

/// Where an attempt goes: a model of a provider. A parser's tier counts as its model.
///
/// @param provider the provider's name in the settings
/// @param model as the provider calls it
public record Target(String provider, String model) {

  /// As it stands in settings, replies and logs: `openai/gpt-5.4-mini`.
  @Override
  public String toString() {
    return provider + "/" + model;
  }
}
