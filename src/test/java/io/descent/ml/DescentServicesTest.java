package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.junit.jupiter.api.Test;

/** Spark Connect finds estimators and models as services. */
class DescentServicesTest {

    @Test
    void services_forSparkConnect_nameTheEstimatorAndTheModel() {
        assertThat(ServiceLoader.load(Estimator.class).stream().<Class<?>>map(ServiceLoader.Provider::type))
                .contains(DescentRegressor.class);
        assertThat(ServiceLoader.load(Transformer.class).stream().<Class<?>>map(ServiceLoader.Provider::type))
                .contains(DescentRegressionModel.class);
    }
}
