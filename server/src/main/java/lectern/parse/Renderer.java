package lectern.parse;

import java.nio.file.Path;

/// Draws pages as pictures.
///
/// Safe to call from many threads. As with a {@link Parser}, a bad file is an outcome and costs
/// only its own call.
public interface Renderer {

  /// The widest picture, in pixels: twice what a wide screen gives to a page.
  int MAX_WIDTH = 2_000;

  /// Draws one page.
  Rendering render(Path file, Sheet sheet) throws InterruptedException;

  /// Which page, and how large.
  ///
  /// @param page counted from 1
  /// @param width in pixels, from 1 to {@link #MAX_WIDTH}; a page that is very much higher than
  ///   wide is drawn smaller
  record Sheet(int page, int width) {

    public Sheet {
      if (page < 1 || width < 1 || width > MAX_WIDTH) {
        throw new IllegalArgumentException("page %d, width %d".formatted(page, width));
      }
    }
  }
}
