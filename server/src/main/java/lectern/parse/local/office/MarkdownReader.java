package lectern.parse.local.office;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.document.Format;
import lectern.parse.PageSink;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;

/// Reads Markdown, which is kept as it is and only cut into pages: between blocks, never inside a
/// fence, and inside a table only with its header row repeated.
public final class MarkdownReader implements FormatReader {
  private static final Pattern HEADING = Pattern.compile("^ {0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*$");
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})");
  private static final Pattern DASHES =
      Pattern.compile("^\\s*\\|?\\s*:?-+:?\\s*(\\|\\s*:?-*:?\\s*)*$");

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    pages.opened(Format.MARKDOWN, OptionalInt.empty());
    var out = PageWriter.cutting(pages, afterPage, PageWriter.USUAL_CHARS);
    try (BufferedReader text = TextFile.open(file)) {
      var lines = new Lines(text);
      var block = new ArrayList<String>();
      String fence = "";
      while (lines.next()) {
        String line = lines.line();
        fence = fenceAfter(fence, line);
        boolean alone = fence.isEmpty() && HEADING.matcher(line).matches();
        if ((line.isBlank() && fence.isEmpty()) || alone) {
          end(block, out);
        }
        if (alone) {
          heading(line, out);
        } else if (!line.isBlank() || !fence.isEmpty()) {
          block.add(line);
        }
      }
      end(block, out);
    }
    out.breakPage();
  }

  private static void heading(String line, PageWriter out) {
    Matcher heading = HEADING.matcher(line);
    if (heading.matches()) {
      out.heading(heading.group(1).length(), heading.group(2));
    }
  }

  private static void end(List<String> block, PageWriter out) {
    if (block.size() > 2 && block.getFirst().contains("|") && isDashes(block.get(1))) {
      out.table(block.get(0) + "\n" + block.get(1), List.copyOf(block.subList(2, block.size())));
    } else {
      out.verbatim("\n\n", String.join("\n", block));
    }
    block.clear();
  }

  private static boolean isDashes(String line) {
    return line.contains("|") && line.length() < 10_000 && DASHES.matcher(line).matches();
  }

  /// The fence that is open after this line; empty when there is none.
  private static String fenceAfter(String open, String line) {
    Matcher fence = FENCE.matcher(line);
    if (!fence.find()) {
      return open;
    }
    if (open.isEmpty()) {
      return fence.group(1);
    }
    boolean closes = fence.group(1).startsWith(open) && line.strip().equals(fence.group(1));
    return closes ? "" : open;
  }
}
