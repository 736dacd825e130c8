package io.descent.reliability;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** The disk that holds the run is full for a while. */
final class DiskScenarios {
    private DiskScenarios() {}

    /** The driver must end with an error and not with half a run; when there is room again, the next one goes on. */
    static Verdict full(Lab lab) throws IOException {
        try (SmallDisk disk = SmallDisk.mount(lab.place("small-disk"))) {
            Place local = Place.local(new Path(disk.visible().resolve("run").toString()));
            Place place = new Place(
                    disk.wrapper(),
                    local.options(),
                    disk.mounted().resolve("run").toString(),
                    local.visible());
            DisturbedRun run = new DisturbedRun(lab, "disk-full", place);
            boolean failed;
            try (Driver driver = run.train()) {
                driver.awaitIteration(run.someIteration());
                run.account(driver); // what it does on a full disk can only be done again
                disk.fill();
                run.killed();
                failed = driver.exitCode() != 0;
            }
            boolean half = run.isComplete();
            disk.free();
            run.finish();
            return run.verdict()
                    .require(failed, "disk-full: the driver must fail on a full disk, but succeeded")
                    .require(!half, "disk-full: no manifest must be there while the disk is full, but is");
        } catch (SmallDisk.NotPermittedException e) {
            return Verdict.skipped(e.getMessage());
        }
    }
}
