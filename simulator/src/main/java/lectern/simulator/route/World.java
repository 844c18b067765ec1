package lectern.simulator.route;

import java.nio.file.Path;
import lectern.simulator.bill.Bill;
import lectern.simulator.chance.Seed;
import lectern.simulator.fault.Faults;
import lectern.simulator.fault.Plan;
import lectern.simulator.time.Timeline;

/// What all endpoints share.
///
/// @param plan how the vendors behave; the rules in it are kept by `faults`, which may change
/// @param folder for uploads, empty at the start and deleted at the end
public record World(
    Seed seed, Timeline timeline, Plan plan, Faults faults, Bill bill, Path folder) {}
