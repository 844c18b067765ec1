/// What the vendor would put on the invoice: the truth every test of spending is judged by. Knows
/// amounts and lines, not how they came about. Reading order: [lectern.simulator.bill.Charge],
/// [lectern.simulator.bill.Entry], [lectern.simulator.bill.Bill], `FileJournal`,
/// [lectern.simulator.bill.Sums], [lectern.simulator.bill.Duplicate].
@NullMarked
package lectern.simulator.bill;

import org.jspecify.annotations.NullMarked;
