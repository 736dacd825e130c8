package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.TestSession;
import io.descent.ml.DescentRegressor;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Spark's pages say of the jobs of a fit. */
class JobDescriptionsTest {
    private static final String DESCRIPTION = "spark.job.description";

    private final SparkContext context = TestSession.get().sparkContext();
    private final Set<String> seen = Collections.synchronizedSet(new LinkedHashSet<>());
    private final SparkListener listener = new SparkListener() {
        @Override
        public void onJobStart(SparkListenerJobStart job) {
            seen.add(String.valueOf(job.properties().getProperty(DESCRIPTION)));
        }
    };

    @BeforeEach
    void listen() {
        context.addSparkListener(listener);
        context.setJobDescription("nightly");
    }

    @AfterEach
    void stop() {
        context.removeSparkListener(listener);
        context.setJobDescription(null);
    }

    private static Dataset<Row> table(double... labels) {
        StructType schema = new StructType(new StructField[] {
            new StructField("features", new VectorUDT(), false, Metadata.empty()),
            new StructField("label", DataTypes.DoubleType, true, Metadata.empty())
        });
        List<Row> rows = new java.util.ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            rows.add(RowFactory.create(Vectors.dense(i, (i * 7) % 5), labels[i]));
        }
        return TestSession.get().createDataFrame(rows, schema);
    }

    @Test
    void fit_jobs_sayTheIterationAndTheLossBeforeIt() throws Exception {
        new DescentRegressor().fit(table(1, 3, 2, 5, 4, 7));
        context.listenerBus().waitUntilEmpty();

        assertThat(seen).contains("statistics and caching", "iteration 0");
        assertThat(seen).anyMatch(text -> text.matches("iteration 1 · loss 3\\.889"));
        assertThat(seen)
                .filteredOn(text -> text.startsWith("iteration") && !text.equals("iteration 0"))
                .allMatch(text -> text.matches("iteration \\d+ · loss [0-9.e+-]+"));
        assertThat(context.getLocalProperty(DESCRIPTION)).isEqualTo("nightly");
    }

    @Test
    void fit_thatFails_putsTheWordsBack() {
        assertThatThrownBy(() -> new DescentRegressor().fit(table(1, Double.NaN, 2)))
                .isInstanceOf(DataException.class);
        assertThat(context.getLocalProperty(DESCRIPTION)).isEqualTo("nightly");
    }

    @Test
    void fit_noWordsBefore_leavesNone() {
        context.setJobDescription(null);
        new DescentRegressor().fit(table(1, 3, 2, 5, 4, 7));
        assertThat(context.getLocalProperty(DESCRIPTION)).isNull();
    }
}
