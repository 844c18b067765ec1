/// The rules of the house that hold in every module. Knows nothing of any of them. Read
/// [lectern.house.HouseRules]; each module's `HouseRulesTest` adds what holds in that module alone.
@NullMarked
package lectern.house;

import org.jspecify.annotations.NullMarked;
