package lectern.parse.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.Page.Origin;
import lectern.parse.PageSink;
import lectern.parse.Renderer.Sheet;
import lectern.parse.local.office.DocxReader;

/// A worker whose files say, line by line, what reading them does.
final class MisbehavingReader implements FormatReader {
  private int pages;

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var readers =
        new Readers(Map.of(Format.TEXT, new MisbehavingReader(), Format.DOCX, new DocxReader()));
    new WorkerMain(readers, Path.of(arguments[0])).serve();
  }

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink sink) throws IOException {
    pages = 0;
    sink.opened(Format.TEXT, OptionalInt.empty());
    for (String order : Files.readAllLines(file)) {
      obey(order, page -> after(afterPage, page, sink));
    }
  }

  @Override
  public ByteBuffer draw(Path file, Sheet sheet) throws IOException {
    for (String order : Files.readAllLines(file)) {
      obey(order, _ -> {});
    }
    return ByteBuffer.wrap(new byte[] {(byte) sheet.page()});
  }

  private interface Taker {
    void take(Page page);
  }

  private static void after(int afterPage, Page page, PageSink sink) {
    if (page.number() > afterPage) {
      sink.page(page);
    }
  }

  private void obey(String order, Taker taker) throws IOException {
    switch (order) {
      case "hang" -> hang();
      case "rest" -> LockSupport.parkNanos(500_000_000);
      case "die" -> Runtime.getRuntime().halt(7);
      case "explode" -> explode();
      case "babble" -> babble();
      case "print" -> System.out.println("a library's greeting");
      case "complain" -> System.err.println("!".repeat(1_000_000));
      case "bloat" -> say("x".repeat(50_001), taker);
      case "flood" -> flood(taker);
      case "drip" -> drip(taker);
      case "recurse" -> recurse(1);
      case "blunder" -> throw new IllegalStateException("ours");
      case "damage" -> throw new IOException("a bad length");
      case "picture" -> taker.take(new Page(++pages, "", List.of(), Origin.PICTURE));
      case "environment" -> say(String.join("\n", System.getenv().keySet()), taker);
      case "litter" -> Files.createTempFile("litter", ".tmp");
      default -> say(order.substring("say ".length()), taker);
    }
  }

  private void say(String text, Taker taker) {
    taker.take(new Page(++pages, text, List.of(), Origin.TEXT));
  }

  private static void hang() {
    while (true) {
      LockSupport.park();
    }
  }

  private static long explode() {
    var kept = new ArrayList<byte[]>();
    while (kept.size() < Integer.MAX_VALUE) {
      kept.add(new byte[1 << 20]);
    }
    return kept.size();
  }

  private static void babble() throws IOException {
    try (var out = new FileOutputStream(FileDescriptor.out)) {
      out.write("This is no frame at all.".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    hang();
  }

  private void flood(Taker taker) {
    while (true) {
      say("One more page.", taker);
    }
  }

  private void drip(Taker taker) {
    while (true) {
      LockSupport.parkNanos(50_000_000);
      say("drop", taker);
    }
  }

  private static int recurse(int depth) {
    return depth == 0 ? 0 : recurse(depth + 1) + 1;
  }
}
