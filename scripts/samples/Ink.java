package samples;

import java.awt.Color;

/// How a run of text looks.
///
/// @param size of the font, in points
/// @param leading from one baseline to the next, in points
record Ink(Face face, float size, float leading, Color colour) {

  Ink in(Color other) {
    return new Ink(face, size, leading, other);
  }

  Ink bold() {
    return new Ink(face.bold(), size, leading, colour);
  }
}
