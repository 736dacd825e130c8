package io.descent.config;

/** What settings can say and this release cannot do. Each method goes when its work is done. */
final class NotYet {
    private NotYet() {}

    /**
     * @throws SettingsException if the settings ask for something that this release cannot do
     */
    static void check(Settings settings) {
        Problems problems = new Problems();
        hiddenLayers(settings, problems);
        severalLabels(settings, problems);
        miniBatches(settings, problems);
        problems.throwIfAny();
    }

    private static void hiddenLayers(Settings settings, Problems problems) {
        if (!settings.model().hiddenLayers().isEmpty()) {
            problems.must(
                    Keys.HIDDEN_LAYERS,
                    "be [] in this release, which fits one neuron",
                    settings.model().hiddenLayers());
        }
    }

    private static void severalLabels(Settings settings, Problems problems) {
        if (settings.data().labels().size() > 1) {
            problems.must(
                    Keys.LABEL,
                    "be one column in this release, which has one output",
                    settings.data().labels());
        }
    }

    private static void miniBatches(Settings settings, Problems problems) {
        if (!settings.training().batch().isFull()) {
            problems.must(
                    Keys.BATCH,
                    "be full in this release, which sees every row",
                    settings.training().batch().fraction());
        }
    }
}
