package samples;

import java.time.LocalDate;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/// What more than one document says. Every name, place and sum is invented.
final class Facts {
  static final String COMPANY = "Wendlebrook Pumps Ltd";
  static final String ADDRESS = "Millrace Yard, 14 Sluice Road, Ostleford ZZ9 4QP";
  static final String MANAGING_DIRECTOR = "Maren Oakshott";
  static final String FINANCE_DIRECTOR = "Tobias Fenwright";
  static final String OPERATIONS_DIRECTOR = "Ines Callowmoor";

  static final String INSURER = "Greyfen Mutual Insurance Society";
  static final String POLICY_NUMBER = "GM-PR-204418-26";
  static final double INSURANCE_PREMIUM = 29_844.05;

  static final String FOUNDRY = "Tolvane Castings Ltd";
  static final double CASTINGS_2026 = 353_005.00;

  static final String CUSTOMER = "Corrish Water Board";

  /// The day on which every generated file says that it was made.
  static final LocalDate MADE_ON = LocalDate.of(2026, 4, 1);

  private Facts() {}

  /// [#MADE_ON] at midnight in universal time, as the PDF library takes it.
  static Calendar madeOn() {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    calendar.clear();
    calendar.set(MADE_ON.getYear(), MADE_ON.getMonthValue() - 1, MADE_ON.getDayOfMonth());
    return calendar;
  }
}
