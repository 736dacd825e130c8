package io.descent.reliability;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The driver is killed or frozen; it is its own executor, so that starting one is cheap. */
final class DriverScenarios {
    /** Another run has taken this one over. */
    private static final int TAKEN_OVER = 75;

    private DriverScenarios() {}

    /** One kill before each command that goes on: {@code resume}, then {@code train}. */
    static Verdict killedTwice(Lab lab) {
        DisturbedRun run = lab.localRun("driver");
        int first = lab.workload().iterations() / 3;
        try (Driver driver = run.train()) {
            driver.awaitIteration(first);
            run.kill(driver);
        }
        try (Driver driver = run.resume()) {
            driver.awaitIteration(2 * first);
            run.kill(driver);
        }
        try (Driver driver = run.train()) {
            run.mustSucceed(driver);
        }
        return run.verdict();
    }

    /** Kills drivers at random moments, again and again in the same run, until there were so many kills. */
    static Verdict randomKills(Lab lab, int kills, PrintStream progress) {
        Verdict all = Verdict.NOTHING;
        for (int number = 1; all.kills() < kills; number++) {
            DisturbedRun run = lab.localRun("random-" + number);
            int left = kills - all.kills();
            while (!run.isComplete() && run.kills() < left) {
                Moment moment = run.someMoment();
                try (Driver driver = run.goOn()) {
                    moment.await(driver);
                    if (driver.ended()) {
                        run.mustSucceed(driver);
                        break;
                    }
                    run.kill(driver);
                }
            }
            run.finish();
            Verdict verdict = run.verdict();
            all = all.plus(verdict);
            progress.println("  run " + number + ": " + verdict.kills() + " kills, " + all.kills() + " of " + kills
                    + " so far, " + verdict.repeated() + " iterations repeated"
                    + (verdict.problems().isEmpty() ? "" : ", " + verdict.problems()));
        }
        return all;
    }

    /** Its successor is at work when the frozen driver wakes up. */
    static Verdict frozenAndSuccessorAtWork(Lab lab) {
        DisturbedRun run = lab.localRun("frozen");
        int moment = lab.workload().iterations() / 3;
        try (Driver frozen = run.train()) {
            frozen.awaitIteration(moment);
            freeze(frozen, run);
            try (Driver successor = run.resume()) {
                successor.awaitIteration(moment + 2 * Workload.EVERY);
                frozen.wake();
                run.mustEnd(frozen, TAKEN_OVER);
                run.mustSucceed(successor);
            }
        }
        return run.verdict();
    }

    /** Its successor has ended when the frozen driver wakes up. */
    static Verdict frozenAndSuccessorDone(Lab lab) {
        DisturbedRun run = lab.localRun("frozen-late");
        try (Driver frozen = run.train()) {
            frozen.awaitIteration(run.someIteration());
            freeze(frozen, run);
            try (Driver successor = run.resume()) {
                run.mustSucceed(successor);
            }
            frozen.wake();
            run.mustEnd(frozen, TAKEN_OVER);
        }
        return run.verdict();
    }

    private static void freeze(Driver driver, DisturbedRun run) {
        driver.freeze();
        run.killed();
        run.account(driver);
    }

    /** The newest checkpoint is cut in half, as a machine without power may leave it: the one before it is taken. */
    static Verdict tornCheckpoint(Lab lab) throws IOException {
        DisturbedRun run = lab.localRun("torn-checkpoint");
        try (Driver driver = run.train()) {
            driver.awaitIteration(run.someIteration());
            run.kill(driver);
        }
        cutInHalf(run.fileSystem(), run.newestCheckpoint());
        run.allowRepeated(Workload.EVERY);
        run.finish();
        return run.verdict();
    }

    private static void cutInHalf(FileSystem files, Path path) throws IOException {
        byte[] content;
        try (var in = files.open(path)) {
            content = in.readAllBytes();
        }
        try (OutputStream out = files.create(path, true)) {
            out.write(content, 0, content.length / 2);
        }
    }
}
