package samples;
final class ScannedLetter { static byte[] bytes() { return new byte[0]; } }
