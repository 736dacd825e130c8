package io.descent.benchmark;

/** How fast this machine reads memory, with as many threads as cores. */
final class ReadSection implements Section {

    @Override
    public String name() {
        return "read";
    }

    @Override
    public void run(Bench bench) throws Exception {
        ReadPass read = bench.read();
        Samples rate = new Rivals()
                .add("read", read::gigabytesPerSecond)
                .alternate(2, bench.sizes().runs())
                .get("read");
        String note =
                bench.threads() + " threads, " + Numbers.text(bench.sizes().passBytes() / 1e6) + " MB";
        bench.report().add(name(), "reading memory", "GB/s", rate, note);
    }
}
