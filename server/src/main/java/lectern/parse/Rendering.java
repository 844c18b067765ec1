package lectern.parse;

import java.nio.ByteBuffer;
import lectern.document.Failure;

/// How drawing a page ended.
public sealed interface Rendering {

  /// It is drawn.
  ///
  /// @param png read-only
  record Rendered(ByteBuffer png) implements Rendering {}

  /// It cannot be drawn.
  record Failed(Failure failure) implements Rendering {}

  /// Too many others wait for their pages; a later try may succeed.
  record Busy() implements Rendering {}
}
