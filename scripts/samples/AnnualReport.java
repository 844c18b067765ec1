package samples;
final class AnnualReport { static byte[] bytes() { return new byte[0]; } }
