package io.descent.cli;

import java.util.List;
import java.util.OptionalInt;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Remembers the signal that ends this process, and lets it do so. */
final class Signals {
    private static final List<String> NAMES = List.of("HUP", "INT", "TERM");
    private static volatile int received;

    private Signals() {}

    static void watch() {
        NAMES.forEach(Signals::watch);
    }

    /** The number of the signal that is ending this process, if one is. */
    static OptionalInt received() {
        return received == 0 ? OptionalInt.empty() : OptionalInt.of(received);
    }

    private static void watch(String name) {
        SignalHandler[] before = new SignalHandler[1];
        try {
            before[0] = Signal.handle(new Signal(name), signal -> {
                received = signal.getNumber();
                before[0].handle(signal);
            });
        } catch (IllegalArgumentException notHere) {
            // some systems lack some signals, and some Java machines keep them for themselves
        }
    }
}
