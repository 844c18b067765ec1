package lectern.simulator.document;

import java.util.List;

/// The kinds of files that LlamaParse takes.
public final class Extensions {
  /// In lower case without dots, in the order of the service's documentation (contract, section 5).
  /// `txt` is not in its list and is usually accepted all the same.
  public static final List<String> SUPPORTED =
      List.of(
          ("pdf doc docx docm dot dotx dotm odt rtf pages hwp wpd wps xml"
                  + " ppt pptx pptm pot potx potm key odp"
                  + " xls xlsx xlsm xlsb csv tsv ods numbers dbf"
                  + " htm html xhtm epub mobi azw azw3 md fb2 djvu chm"
                  + " jpg jpeg png gif bmp svg tif tiff webp heic heif"
                  + " mp3 mp4 mpeg mpga m4a wav webm txt")
              .split(" "));

  private Extensions() {}
}
