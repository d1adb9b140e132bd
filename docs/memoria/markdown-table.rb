# Lets the report include tables of the Markdown pages: [tabla] before an open block keeps of it the lines that begin with
# a pipe. `titulos` replaces the head of the table, `anchos` gives the widths of its columns; both with commas between.
require 'asciidoctor/extensions'

class MarkdownTable < Asciidoctor::Extensions::BlockProcessor
  use_dsl
  named :tabla
  on_context :open
  parse_content_as :raw

  ALIGNMENTS = { /\A:-+:\z/ => '^', /\A-+:\z/ => '>', /\A:?-+\z/ => '<' }.freeze

  def process(parent, reader, attributes)
    rows = reader.readlines.grep(/\A\|/).map { |line| cells(line) }
    raise "no table before #{reader.line_info}" if rows.length < 3

    head, marks, *body = rows
    head = attributes['titulos'].split(',').map(&:strip) if attributes['titulos']
    raise "#{head.length} titulos for #{marks.length} columns" if head.length != marks.length

    parse_content parent, lines(head, columns(marks, attributes['anchos']), body, attributes)
  end

  private

  def cells(line)
    line.strip.delete_prefix('|').delete_suffix('|').split('|', -1).map(&:strip)
  end

  def columns(marks, widths)
    widths = widths ? widths.split(',') : Array.new(marks.length, '1')
    marks.zip(widths).map { |mark, width| "#{alignment(mark)}#{width.strip}" }.join(',')
  end

  def alignment(mark)
    ALIGNMENTS.find { |pattern, _| pattern.match?(mark) }&.last || raise("'#{mark}' separates no columns")
  end

  def lines(head, columns, body, attributes)
    title = attributes['title'] ? [".#{attributes['title']}"] : []
    rows = ([head] + body).map { |row| row.map { |cell| "|#{cell}" }.join(' ') }
    title + ["[%header,cols=\"#{columns}\"]", '|==='] + rows + ['|===']
  end
end

Asciidoctor::Extensions.register { block MarkdownTable }
