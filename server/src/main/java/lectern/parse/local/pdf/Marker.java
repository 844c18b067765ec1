package lectern.parse.local.pdf;

import java.util.regex.Pattern;

/// Tells the marks that list items begin with.
final class Marker {

  /// Bullets as drawn, and those of the Symbol and Wingdings fonts in the private use area.
  private static final Pattern BULLET =
      Pattern.compile("[•◦▪▫‣⁃∙·●○■□◆◇►▶➢➤✓✔❖\uF0B7\uF0A7\uF0D8\uF076\uF0FC\uF0A8–—-]");

  private static final Pattern NUMBER =
      Pattern.compile(
          "\\d{1,3}[.)]|\\(\\d{1,3}\\)|\\([a-z]{1,4}\\)|[a-zA-Z][.)]|[ivx]{1,5}[.)]|[☐☒☑]"
              + "|\\[\\d{1,3}\\]");

  /// Numbers of clauses: 5.2, 12.1.3.
  private static final Pattern CLAUSE = Pattern.compile("\\d{1,2}(\\.\\d{1,2}){1,4}\\.?");

  private Marker() {}

  static boolean isBullet(Line line) {
    return line.words().size() > 1 && BULLET.matcher(line.first()).matches();
  }

  static boolean isClause(Line line) {
    return line.words().size() > 1 && CLAUSE.matcher(line.first()).matches();
  }

  static boolean isNumber(Line line) {
    return line.words().size() > 1 && NUMBER.matcher(line.first()).matches();
  }
}
