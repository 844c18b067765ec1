package lectern.gateway.openai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lectern.gateway.openai.Fields.Field;

/// Changes of a few places in bytes that otherwise stay as they are. They must not overlap.
final class Splices {
  private final byte[] original;
  private final List<Splice> splices = new ArrayList<>();

  private record Splice(int from, int to, String text) {}

  Splices(byte[] original) {
    this.original = original;
  }

  void insert(int at, String text) {
    splices.add(new Splice(at, at, text));
  }

  void replaceValue(Field field, String json) {
    splices.add(new Splice(field.from(), field.to(), json));
  }

  void rename(Field field, String name) {
    splices.add(new Splice(field.nameFrom(), field.from(), "\"" + name + "\":"));
  }

  /// The original itself when there is nothing to change.
  byte[] applied() {
    if (splices.isEmpty()) {
      return original;
    }
    splices.sort(Comparator.comparingInt(Splice::from)); // keeps the order of equals
    var bytes = new ByteArrayOutputStream(original.length + 256);
    int at = 0;
    for (var splice : splices) {
      bytes.write(original, at, splice.from() - at);
      bytes.writeBytes(splice.text().getBytes(StandardCharsets.UTF_8));
      at = splice.to();
    }
    bytes.write(original, at, original.length - at);
    return bytes.toByteArray();
  }
}
