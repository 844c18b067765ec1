package samples;

import static samples.Table.Row.plain;
import static samples.Table.Row.sum;
import static samples.Table.left;
import static samples.Table.right;

import java.util.List;

/// The tables of the insurance policy.
final class PolicyTables {
  private PolicyTables() {}

  /// Who is insured, where and when.
  static Table schedule(Table.Look look) {
    return new Table(
        List.of(left(30), left(70)),
        List.of("Schedule", "Particulars"),
        List.of(
            plain("Policy number", Facts.POLICY_NUMBER),
            plain("Insured", Facts.COMPANY + ", maker of centrifugal and submersible pumps"),
            plain(
                "Period of insurance",
                "From 1 April 2026, 00:00, to 31 March 2027, 24:00, both days included"),
            plain("Location A", "Works with test bay: " + Facts.ADDRESS),
            plain("Location B", "Warehouse: 3 Canal Basin, Ostleford ZZ9 4RT"),
            plain("Total premium", "£29,844.05 including insurance premium tax"),
            plain("Loss payee", "Ardlow Bank plc, for the buildings at location A"),
            plain("Claims line", "01632 960 145, day and night")),
        look);
  }

  /// Table 1; the two locations add up to the sum insured.
  static Table sums(Table.Look look) {
    return new Table(
        List.of(left(40), right(20), right(20), right(20)),
        List.of("Property insured", "Location A (£)", "Location B (£)", "Sum insured (£)"),
        List.of(
            plain("Buildings", "5,200,000", "1,150,000", "6,350,000"),
            plain("Machinery and plant", "3,850,000", "140,000", "3,990,000"),
            plain("Stock and materials", "1,900,000", "1,720,000", "3,620,000"),
            plain("Tools, patterns and moulds", "460,000", "–", "460,000"),
            plain("Office contents and computers", "320,000", "60,000", "380,000"),
            sum("Total property", "11,730,000", "3,070,000", "14,800,000"),
            plain("Business interruption (gross profit)", "–", "–", "8,800,000"),
            sum("Total sum insured", "–", "–", "23,600,000")),
        look);
  }

  /// Table 2.
  static Table perils(Table.Look look) {
    return new Table(
        List.of(left(40), left(28), right(32)),
        List.of("Peril", "Limit for any one event", "Deductible"),
        List.of(
            plain("Fire, lightning, explosion", "Sum insured", "£2,500"),
            plain("Storm and hail", "Sum insured", "£5,000"),
            plain("Flood (river or surface water)", "£2,000,000", "£25,000"),
            plain("Escape of water from pipes", "£500,000", "£7,500"),
            plain("Theft after forcible entry", "£250,000", "£5,000"),
            plain("Malicious damage", "£400,000", "£3,500"),
            plain("Machinery breakdown", "£750,000", "£10,000"),
            plain("Subsidence and landslip", "£1,000,000", "£20,000"),
            plain("Earthquake", "Sum insured", "1%, at least £15,000"),
            plain("Business interruption", "£8,800,000", "First 72 hours")),
        look);
  }

  /// Table 3.
  static Table extras(Table.Look look) {
    return new Table(
        List.of(left(30), left(50), right(20)),
        List.of("Additional cover", "What it pays for", "Limit (£)"),
        List.of(
            plain("Removal of debris", "Clearing, sorting and tipping after a loss", "300,000"),
            plain("Professional fees", "Architects, surveyors and engineers", "150,000"),
            plain("Goods in transit", "Own and hired vehicles, each vehicle", "75,000"),
            plain("Restoring computer data", "Labour to enter or copy lost data", "60,000"),
            plain("Exhibitions", "Demonstration pumps at trade fairs", "40,000"),
            plain("Locks and keys", "New cylinders after keys are stolen", "5,000")),
        look);
  }

  /// Table 4; a premium is the sum insured times the rate in thousandths.
  static Table premiums(Table.Look look) {
    return new Table(
        List.of(left(40), right(22), right(18), right(20)),
        List.of("Section", "Sum insured (£)", "Rate (‰)", "Premium (£)"),
        List.of(
            plain("Buildings", "6,350,000", "0.90", "5,715.00"),
            plain("Machinery and plant", "3,990,000", "1.60", "6,384.00"),
            plain("Stock and materials", "3,620,000", "1.40", "5,068.00"),
            plain("Tools, patterns and moulds", "460,000", "1.50", "690.00"),
            plain("Office contents and computers", "380,000", "2.00", "760.00"),
            plain("Business interruption", "8,800,000", "0.80", "7,040.00"),
            plain("Flood extension", "2,000,000", "flat", "3,150.00"),
            sum("Premium before discount", "", "", "28,807.00"),
            plain("Sprinkler discount, 7.5%", "", "", "–2,160.53"),
            plain("Net premium", "", "", "26,646.47"),
            plain("Insurance premium tax, 12%", "", "", "3,197.58"),
            sum("Total premium for the year", "", "", "29,844.05")),
        look);
  }

  /// Table 5; the four add up to the total premium of table 4.
  static Table instalments(Table.Look look) {
    return new Table(
        List.of(left(40), left(40), right(20)),
        List.of("Instalment", "Due on", "Amount (£)"),
        List.of(
            plain("First", "1 April 2026", "7,461.02"),
            plain("Second", "1 July 2026", "7,461.01"),
            plain("Third", "1 October 2026", "7,461.01"),
            plain("Fourth", "2 January 2027", "7,461.01"),
            sum("Total", "", "29,844.05")),
        look);
  }
}
