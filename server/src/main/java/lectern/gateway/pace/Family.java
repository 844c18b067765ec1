package lectern.gateway.pace;

import java.util.regex.Pattern;

/// Models that share a limit: those of one name, whatever their date. `gpt-4o-2024-08-06` shares
/// with `gpt-4o`, says OpenAI's guide to limits.
record Family(String name) {
  private static final Pattern DATE = Pattern.compile("-(?:\\d{4}-\\d{2}-\\d{2}|\\d{8})$");

  static Family of(String model) {
    return new Family(DATE.matcher(model).replaceFirst(""));
  }
}
