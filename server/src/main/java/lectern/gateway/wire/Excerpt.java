package lectern.gateway.wire;

import java.util.regex.Pattern;

/// What is kept of a provider's words: no keys, and not much.
public final class Excerpt {
  /// At most so many characters of a reply are shown, stored or logged.
  public static final int MAX_CHARS = 200;

  /// Keys by the shapes that vendors give them (`sk-…` at OpenAI and many others, `llx-…` at
  /// LlamaCloud, `gsk_…`, `xai-…`, `AIza…`), and whatever stands where a key would. Stars and dots
  /// are those of keys that somebody has half masked already.
  private static final Pattern KEY =
      Pattern.compile(
          "(?i:bearer|basic)\\s+[^\\s\"',<]+"
              + "|\\b(?:sk|pk|rk|llx|xai|gsk|hf|sess)[-_][\\w*.\\-…]{4,}"
              + "|\\bAIza[\\w\\-]{10,}"
              + "|(?<=(?i:api[-_ ]?key)[\"']?\\s{0,2}[:=]\\s{0,2}[\"']?)[^\\s\"',<]{4,}");

  private Excerpt() {}

  /// The beginning of a reply in one line.
  public static String of(String text) {
    var line = masked(text).strip().replaceAll("\\s+", " ");
    if (line.length() <= MAX_CHARS) {
      return line;
    }
    int end = MAX_CHARS - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /// The same text without what looks like a key.
  public static String masked(String text) {
    return KEY.matcher(text).replaceAll("[key]");
  }
}
