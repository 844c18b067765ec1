package lectern.house;

/// A program of measurements keeps the rules of every other.
class HouseRulesTest extends HouseRules {
  HouseRulesTest() {
    super("lectern.(*)..");
  }
}
