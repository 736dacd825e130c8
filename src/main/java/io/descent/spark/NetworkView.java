package io.descent.spark;

import io.descent.model.Network;
import io.descent.training.DataFingerprint;
import java.util.List;
import java.util.function.Supplier;

/** What viewers see of the fit of a network. */
final class NetworkView extends TableView {

    private final Supplier<DataFingerprint> fingerprint;

    NetworkView(
            Network network,
            List<String> names,
            TrainingRequest request,
            TableProfile profile,
            Supplier<DataFingerprint> fingerprint,
            Descended descended) {
        super(network, names, request, profile, descended);
        this.fingerprint = fingerprint;
    }

    @Override
    public DataFingerprint fingerprint() {
        return fingerprint.get();
    }
}
