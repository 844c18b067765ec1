package samples;

/// A place on a page, in points from its upper left corner.
record Spot(float x, float y) {

  Spot right(float points) {
    return new Spot(x + points, y);
  }

  Spot down(float points) {
    return new Spot(x, y + points);
  }
}
