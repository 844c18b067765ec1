package samples;

/// Where a line stands between its margins.
enum Alignment {
  LEFT,
  CENTRE,
  RIGHT,
  JUSTIFIED
}
