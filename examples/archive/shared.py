"""Finds the passages that articles of an archive share, on Apache Spark. README.md beside this file says how to run it."""

import argparse
import shlex
import sys

from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F

# What is read of an article, and of each line that `copydesk analyze` writes.
ARTICLE = "id STRING, text STRING, language STRING"
FINGERPRINTS = "id STRING, error STRING, fingerprints ARRAY<ARRAY<BIGINT>>"
ELSEWHERE = "elsewhere: STRUCT<path: STRING, lines: ARRAY<BIGINT>>"
FINDING = f"code: STRING, start: BIGINT, end: BIGINT, related: ARRAY<STRUCT<{ELSEWHERE}>>"
FINDINGS = f"id STRING, findings ARRAY<STRUCT<{FINDING}>>"

# What stands in three articles is boilerplate. Of those that have a phrase Copydesk looks at 16 besides the article itself
# (MANY in src/desk/passages.rs): more need not stand on its desk.
ENOUGH = 17


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", help='JSON lines {"id", "text", "language"?}, a file or a folder of them')
    parser.add_argument("passages", help="the folder to write to, which must not exist")
    parser.add_argument("--copydesk", default="copydesk", help="where the binary is on every worker")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("shared passages").getOrCreate()
    articles = spark.read.json(options.articles, schema=ARTICLE)
    fingerprints = fingerprint(articles, options.copydesk).cache()
    verify(articles, desks(fingerprints), options.copydesk).write.json(options.passages)
    unread = fingerprints.where("error IS NOT NULL").select("id", "error").collect()
    for article in unread:
        print(f"{article.id}: {article.error}", file=sys.stderr)
    spark.stop()
    return 1 if unread else 0


def fingerprint(articles: DataFrame, copydesk: str) -> DataFrame:
    """A row (id, error, fingerprints) for each article."""
    return analyze(articles, [copydesk, "analyze", "--fingerprints"], FINGERPRINTS)


def desks(fingerprints: DataFrame) -> DataFrame:
    """The articles to compare each article with, (id, other): those that have a phrase in common with it, and a few of those
    that have its boilerplate, which shows what that is. One that has nothing but boilerplate is left alone."""
    hashes = F.transform("fingerprints", lambda fingerprint: fingerprint[0])
    phrases = fingerprints.select("id", F.explode(hashes).alias("hash")).distinct()
    by_hash = Window.partitionBy("hash").orderBy("id")
    holders = phrases.withColumn("rank", F.row_number().over(by_hash)).where(F.col("rank") <= ENOUGH)
    holders = holders.withColumn("count", F.count("*").over(Window.partitionBy("hash"))).where("count > 1")
    shared = phrases.join(holders.withColumnRenamed("id", "other"), "hash").where("id <> other")
    suspects = shared.where(F.col("count") < ENOUGH).select("id").distinct()
    return shared.join(suspects, "id").select("id", "other").distinct()


def verify(articles: DataFrame, desks: DataFrame, copydesk: str) -> DataFrame:
    """The passages of each article that stand in one other, and where: (id, start, end, other, lines)."""
    others = articles.select(F.col("id").alias("other"), F.struct("id", "text", "language").alias("article"))
    desks = desks.join(others, "other").groupBy("id").agg(F.sort_array(F.collect_list("article")).alias("desk"))
    answers = analyze(articles.join(desks, "id"), [copydesk, "analyze"], FINDINGS)
    found = answers.select("id", F.explode("findings").alias("found")).where("found.code = 'copied-passage'")
    place = F.col("found.related")[0]["elsewhere"]
    return found.select("id", "found.start", "found.end", place["path"].alias("other"), place["lines"].alias("lines"))


def analyze(rows: DataFrame, command: list[str], schema: str) -> DataFrame:
    """What `command` answers to `rows`, a line of JSON each; the job fails where it does."""
    lines = rows.select(F.to_json(F.struct("*"))).rdd.map(lambda row: row[0])
    answers = lines.pipe(shlex.join(command), checkCode=True)
    return rows.sparkSession.read.json(answers, schema=schema)


if __name__ == "__main__":
    sys.exit(main())
