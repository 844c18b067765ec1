package lectern.parse.local.pdf;

import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// The visible part of a page, and how it is turned when it is shown.
///
/// @param originX left edge of the crop box, in the page's own points
/// @param originY lower edge of the crop box, in the page's own points
/// @param cropWidth width of the crop box before turning
/// @param cropHeight height of the crop box before turning
/// @param rotation 0, 90, 180 or 270 degrees clockwise
record Sheet(float originX, float originY, float cropWidth, float cropHeight, int rotation) {

  /// A point on the page as it is shown, from its upper left corner.
  record Spot(float x, float y) {}

  static Sheet of(PDPage page) {
    PDRectangle crop = page.getCropBox();
    return new Sheet(
        crop.getLowerLeftX(),
        crop.getLowerLeftY(),
        crop.getWidth(),
        crop.getHeight(),
        page.getRotation());
  }

  float width() {
    return rotation % 180 == 0 ? cropWidth : cropHeight;
  }

  float height() {
    return rotation % 180 == 0 ? cropHeight : cropWidth;
  }

  /// @param x from the left edge of the crop box, before turning
  /// @param y upwards from the lower edge of the crop box, before turning
  Spot shown(float x, float y) {
    return switch (rotation) {
      case 90 -> new Spot(y, x);
      case 180 -> new Spot(cropWidth - x, y);
      case 270 -> new Spot(cropHeight - y, cropWidth - x);
      default -> new Spot(x, cropHeight - y);
    };
  }

  /// The box of a rectangle given in the page's own coordinates, as annotations give it.
  Box box(PDRectangle own) {
    Spot from = shown(own.getLowerLeftX() - originX, own.getLowerLeftY() - originY);
    Spot to = shown(own.getUpperRightX() - originX, own.getUpperRightY() - originY);
    return new Box(
        Math.min(from.x, to.x),
        Math.min(from.y, to.y),
        Math.abs(to.x - from.x),
        Math.abs(to.y - from.y));
  }
}
