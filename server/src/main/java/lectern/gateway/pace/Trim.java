package lectern.gateway.pace;

/// The part of a limit that is used, learnt from refusals: cut when the provider refuses, then back
/// to where that happened, slowly past it, and faster the longer all goes well. That is the curve
/// of TCP CUBIC, which the AWS SDKs' adaptive mode uses as well (botocore, `throttling.py`); here
/// over shares instead of rates, and with a cut of a tenth, since a paced sender is over the limit
/// by little.
///
/// How deep the cut is, the refusals tell as well: where the provider counts as a bucket, that
/// bucket is empty whenever it refuses, so what it let through between two refusals is what came
/// in, and that is the limit. Unless few asked: where all is used again the refusal before is long
/// ago, and what was let through since may be anything. Not safe for threads.
final class Trim {
  /// What is left after a refusal where the limit is known: it was jitter, as a rule.
  static final double LITTLE_LESS = 0.97;

  /// What is left after a refusal where nobody tells the limit.
  static final double LESS = 0.9;

  /// What is left after one that follows soon: the limit is another one. The beta of the source.
  /// What was let through lowers the plateau by no more, either: it was little if few asked.
  private static final double HARD = 0.7;

  /// It is never less: a provider that refuses whatever it is asked is no reason to be silent for
  /// ever.
  private static final double LEAST = 0.05;

  /// A pause fills the provider's bucket again, and it takes some seconds to empty it.
  private static final double SOON_NANOS = 10e9;

  /// How steep the curve is, per cubic second: after a cut of a tenth it is back in 27 seconds,
  /// after 85 it has doubled. With a curve 2.5 times as steep, a sixth more requests were refused
  /// under a limit that headers lied about (0.0244 and 0.0214 for each success, 2026-11-23, before
  /// it was heeded what is let through).
  private static final double STEEPNESS = 5e-6;

  /// So many requests a minute it takes for that; where there are fewer, the curve is stretched, or
  /// there would be hardly any successes between two refusals.
  private static final double BRISK = 600;

  private static final double MOST_STRETCH = 4;

  private final double most;
  private final double gentle;
  private double ceiling;
  private double backSeconds;
  private double stretch = 1;
  private long grows;
  private long cut;
  private boolean isCut;

  /// @param most no factor is larger
  /// @param gentle what a single refusal leaves
  Trim(double most, double gentle) {
    this.most = most;
    this.gentle = gentle;
    this.ceiling = most;
  }

  double factor(long now) {
    if (!isCut) {
      return Math.min(1, most);
    }
    double seconds = (double) Math.max(0, now - grows) / 1e9 / stretch - backSeconds;
    return Math.min(most, ceiling * (1 + STEEPNESS * seconds * seconds * seconds));
  }

  /// Whether a refusal of what was sent then says nothing about what holds now.
  boolean isOld(long sent) {
    return isCut && sent - cut < 0;
  }

  /// Takes a refusal down that is not old.
  ///
  /// @param resumes when the next request may leave
  /// @param perMinute how many requests there are
  /// @param through the part of the limit that was let through since the last refusal
  void refused(long resumes, double perMinute, double through, long now) {
    double used = Math.max(LEAST, factor(now));
    boolean isForgotten = !isCut || used >= most;
    ceiling = isForgotten ? used : Math.clamp(through, HARD * used, used);
    boolean isSoon = isCut && (double) (now - grows) < SOON_NANOS;
    double left = isSoon ? HARD : ceiling < LESS * most ? LESS : gentle;
    if (left < LITTLE_LESS) {
      ceiling *= LITTLE_LESS; // where it was refused is too much; the plateau lies below it
    }
    backSeconds = Math.cbrt((1 - left) / STEEPNESS);
    stretch = Math.clamp(BRISK / Math.max(1, perMinute), 1, MOST_STRETCH);
    cut = now;
    isCut = true;
    grows = Math.max(now, resumes);
  }
}
