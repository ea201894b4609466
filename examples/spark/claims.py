"""Claims of any number of statements, with Spark: Parquet in, Parquet out.

    spark-submit claims.py STATEMENTS CLAIMS [ACTORS.toml …]

STATEMENTS is a Parquet file or folder, one statement a row: doc_id, actor, date, text. CLAIMS is a folder that is made.
"""

import sys

import pyarrow
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

import demarche


def extract(spark, statements, codebook):
    """The claims of a DataFrame of statements, as a DataFrame. The codebook goes to the workers whole, told from others by its hash."""
    broadcast = spark.sparkContext.broadcast(codebook)

    def claims(batches):
        extractor = demarche.Extractor(broadcast.value)
        for batch in batches:
            yield from pyarrow.table(extractor.extract(batch, errors="warn")).to_batches()

    schema = from_arrow_schema(pyarrow.table(demarche.Extractor(codebook).extract([])).schema)
    return statements.mapInArrow(claims, schema)


if __name__ == "__main__":
    spark = SparkSession.builder.appName("demarche").getOrCreate()
    statements, out, *actors = sys.argv[1:]
    codebook = demarche.Codebook(actors=actors)
    extract(spark, spark.read.parquet(statements), codebook).write.mode("overwrite").parquet(out)
    print(f"claims by codebook {codebook.hash} are in {out}")
    spark.stop()
