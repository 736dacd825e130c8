package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.storage.SimulationViolation.Oracle;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/** A protocol with a mistake in it does not get through: the simulation can fail. */
class StorageMutationTest {
    private static final int SCHEDULES = 3_000;

    /** Those that notice it, of which the first {@code wanted} are enough. */
    private static Set<Oracle> violated(UnaryOperator<Simulation.Setting> mistake, int wanted) {
        Set<Oracle> found = EnumSet.noneOf(Oracle.class);
        for (long seed = 0; seed < SCHEDULES && found.size() < wanted; seed++) {
            try {
                Simulation.run(mistake.apply(RandomSchedule.setting(seed)), RandomSchedule.of(seed));
            } catch (SimulationViolation violation) {
                found.add(violation.oracle());
            }
        }
        return found;
    }

    private static Set<Oracle> violated(Simulation.Mutation mutation, int wanted) {
        return violated(setting -> setting.with(mutation), wanted);
    }

    private static boolean isTop(Path path, List<String> names) {
        return Simulation.DIRECTORY.equals(path.getParent()) && names.contains(path.getName());
    }

    @Test
    void commitBeforeTheFiles_showsPartOfARun() {
        assertThat(violated((store, process, disk) -> new CommitFirst(store), 1))
                .containsExactly(Oracle.WHOLE_RUNS);
    }

    /** Places the manifest before whatever is placed first. */
    private static final class CommitFirst extends ForwardingStore {
        private boolean placed;

        CommitFirst(Store store) {
            super(store);
        }

        @Override
        public void moveIfAbsent(Path from, Path to) throws IOException {
            Path attempt = from.getParent();
            boolean places = RunLayout.isAttempt(attempt.getName());
            if (places && isTop(to, List.of(RunLayout.MANIFEST)) && placed) {
                return;
            }
            if (places && !placed && isTop(to, RunLayout.FILES)) {
                super.moveIfAbsent(
                        new Path(attempt, RunLayout.MANIFEST), new Path(Simulation.DIRECTORY, RunLayout.MANIFEST));
                placed = true;
            }
            super.moveIfAbsent(from, to);
        }
    }

    @Test
    void renameOfAnOpenFile_losesWhatWasAcknowledged() {
        assertThat(violated(OpenFiles::new, 2)).containsExactly(Oracle.WHOLE_RUNS, Oracle.CHECKPOINT_KEPT);
    }

    /** Leaves files open when they are moved to their place: if the process dies, a part of them is missing. */
    private static final class OpenFiles extends ForwardingStore {
        private final SimulatedProcess process;
        private final SimulatedDisk disk;

        OpenFiles(Store store, SimulatedProcess process, SimulatedDisk disk) {
            super(store);
            this.process = process;
            this.disk = disk;
        }

        @Override
        public void write(Path file, byte[] content) throws IOException {
            super.write(file, content);
            disk.leaveOpen(file, process);
        }

        @Override
        public void createIfAbsent(Path file, byte[] content) throws IOException {
            super.createIfAbsent(file, content);
            disk.leaveOpen(file, process);
        }
    }

    @Test
    void noCheckOfTheEpoch_letsSupersededWritersGoOn() {
        assertThat(violated((store, process, disk) -> new NoEpochCheck(store), 1))
                .containsExactly(Oracle.SUPERSEDED_STOPS);
    }

    /** Never shows a process that another has come after it. */
    private static final class NoEpochCheck extends ForwardingStore {
        private final Map<Path, byte[]> own = new HashMap<>();
        private Path attemptOrNull;

        NoEpochCheck(Store store) {
            super(store);
        }

        @Override
        public void createIfAbsent(Path file, byte[] content) throws IOException {
            super.createIfAbsent(file, content);
            own.put(file, content);
        }

        @Override
        public void makeDirectory(Path directory) throws IOException {
            super.makeDirectory(directory);
            if (RunLayout.isAttempt(directory.getName())) {
                attemptOrNull = directory;
            }
        }

        @Override
        public byte[] read(Path file) throws IOException {
            byte[] written = RunLayout.epochOf(file.getName()).isPresent() ? own.get(file) : null;
            return written == null ? super.read(file) : Arrays.copyOf(written, written.length);
        }

        @Override
        public Optional<Found> find(Path path) throws IOException {
            if (RunLayout.epochOf(path.getName()).isPresent()) {
                return Optional.empty();
            }
            return path.equals(attemptOrNull) ? Optional.of(new Found(true, 0)) : super.find(path);
        }
    }

    @Test
    void noFence_letsALatePublicationThrough() {
        assertThat(violated((store, process, disk) -> new NoFence(store), 2))
                .containsExactly(Oracle.WHOLE_RUNS, Oracle.RUN_KEPT);
    }

    /** Leaves earlier attempts where they are. */
    private static final class NoFence extends ForwardingStore {
        NoFence(Store store) {
            super(store);
        }

        @Override
        public List<String> list(Path directory) throws IOException {
            List<String> names = super.list(directory);
            return directory.equals(Simulation.DIRECTORY)
                    ? names.stream().filter(name -> !RunLayout.isAttempt(name)).toList()
                    : names;
        }
    }

    @Test
    void manifestWrittenInPlaceByAPainter_isThatOfNoRun() {
        assertThat(violated(setting -> setting.withPainters(0).with((store, process, disk) -> new InPlace(store)), 1))
                .containsAnyOf(Oracle.WHOLE_RUNS, Oracle.RUN_KEPT);
    }

    /** Writes over a file what it was to move there, also if a successor has taken that away meanwhile. */
    private static final class InPlace extends ForwardingStore {
        private final Map<Path, byte[]> written = new HashMap<>();

        InPlace(Store store) {
            super(store);
        }

        @Override
        public void write(Path file, byte[] content) throws IOException {
            super.write(file, content);
            written.put(file, content);
        }

        @Override
        public void moveOver(Path from, Path to) throws IOException {
            super.replace(to, written.get(from));
        }
    }

    @Test
    void picturePlacedBeforeItLeavesTheManifest_showsPartOfARun() {
        assertThat(violated(
                        setting -> setting.withPainters(0).with((store, process, disk) -> new PlacedFirst(store)), 1))
                .containsExactly(Oracle.WHOLE_RUNS);
    }

    /** Changes the manifest once only, at the end. */
    private static final class PlacedFirst extends ForwardingStore {
        PlacedFirst(Store store) {
            super(store);
        }

        @Override
        public void moveOver(Path from, Path to, byte[] expected, Right right) throws IOException {
            if (from.getName().equals(RunLayout.MANIFEST)) {
                right.check();
                super.moveOver(from, to);
            }
        }
    }

    @Test
    void moveThatIsUndone_takesAwayWhatOthersHaveSeen() {
        assertThat(violated(setting -> setting.with(SimulatedStore.Moves.BY_LINK_UNDONE), 1))
                .containsAnyOf(Oracle.WHOLE_RUNS, Oracle.RUN_KEPT);
    }
}
