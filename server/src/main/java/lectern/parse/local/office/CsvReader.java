package lectern.parse.local.office;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import lectern.document.Format;
import lectern.parse.PageSink;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads tables in plain text, whatever character parts their columns.
public final class CsvReader implements FormatReader {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /// Enough rows to see which delimiter gives each the same number of columns.
  private static final int SAMPLE_CHARS = 16 * 1024;

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    pages.opened(Format.CSV, OptionalInt.empty());
    var rows = new RowPages(PageWriter.cutting(pages, afterPage, RowPages.CHARS), "");
    try (BufferedReader text = TextFile.open(file)) {
      CSVFormat format =
          CSVFormat.DEFAULT
              .builder()
              .setDelimiter(delimiter(text))
              .setLenientEof(true)
              .setTrailingData(true)
              .get();
      try (CSVParser parser = format.parse(text)) {
        for (CSVRecord row : parser) {
          rows.add(row.toList());
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    rows.end();
  }

  private static char delimiter(BufferedReader text) throws IOException {
    text.mark(SAMPLE_CHARS + 1);
    var buffer = new char[SAMPLE_CHARS];
    int length = Math.max(0, text.read(buffer, 0, SAMPLE_CHARS));
    text.reset();
    List<String> lines = unquoted(new String(buffer, 0, length)).lines().limit(100).toList();
    char best = ',';
    long bestScore = 0;
    for (char delimiter : DELIMITERS) {
      long score = score(lines, delimiter);
      if (score > bestScore) {
        best = delimiter;
        bestScore = score;
      }
    }
    return best;
  }

  /// How many lines have as many delimiters as the first line that has any, and how many these are.
  private static long score(List<String> lines, char delimiter) {
    List<Long> counts =
        lines.stream().map(line -> line.chars().filter(c -> c == delimiter).count()).toList();
    long first = counts.stream().filter(count -> count > 0).findFirst().orElse(0L);
    long alike = counts.stream().filter(count -> count == first).count();
    return first == 0 ? 0 : alike * 1000 + Math.min(first, 999);
  }

  /// The text without what stands between quotation marks, where delimiters mean nothing.
  private static String unquoted(String text) {
    var outside = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      quoted ^= text.charAt(i) == '"';
      if (!quoted) {
        outside.append(text.charAt(i));
      }
    }
    return outside.toString();
  }
}
