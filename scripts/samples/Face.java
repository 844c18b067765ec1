package samples;

/// A cut of the Liberation typefaces (SIL Open Font License 1.1), which may be embedded freely.
enum Face {
  SANS("LiberationSans-Regular"),
  SANS_BOLD("LiberationSans-Bold"),
  SANS_ITALIC("LiberationSans-Italic"),
  SERIF("LiberationSerif-Regular"),
  SERIF_BOLD("LiberationSerif-Bold"),
  SERIF_ITALIC("LiberationSerif-Italic"),
  MONO("LiberationMono-Regular");

  private final String file;

  Face(String file) {
    this.file = file;
  }

  /// Where the font stands on the class path, in the jar `openpdf-fonts-extra`.
  String resource() {
    return "/liberation/" + file + ".ttf";
  }

  /// The heavier cut of the same family, which `**` in a text asks for.
  Face bold() {
    return switch (this) {
      case SANS, SANS_BOLD, SANS_ITALIC -> SANS_BOLD;
      case SERIF, SERIF_BOLD, SERIF_ITALIC -> SERIF_BOLD;
      case MONO -> MONO;
    };
  }
}
