-- A person's way through an article in a real Neovim, run by `test`:
--
--     nvim --headless --clean -l test.lua SERVER DRAFT FOLDER
--
-- The draft shows its diagnostics, a speaker his card, "the spokesman" his name, an introduction how much is quoted, the
-- outline its people and quotes; a name leads to where it is introduced, lights up with its like and is changed throughout;
-- a capital is completed to a name; the quick fix takes one copy out, "fix all" the rest; and the
-- buffer is then, letter for letter, the draft without its copies. Another names two people who are told apart by writing
-- them into the house's list, which shows what is wrong in it; a setting counts at once, and a quote that is being typed is
-- no mistake yet. At last somebody is looked for in a workspace.

local server, example, folder = arg[1], arg[2], arg[3]
local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))

local function check(told, what)
  if not told then
    error(what, 0)
  end
end

--- Whether two lists are equal; if not, where they first differ.
local function equal(actual, expected, what)
  for at = 1, math.max(#actual, #expected) do
    if not vim.deep_equal(actual[at], expected[at]) then
      local found = ('%d: expected %s\nbut found %s'):format(at, vim.inspect(expected[at]), vim.inspect(actual[at]))
      check(false, what .. ', ' .. found)
    end
  end
end

local function wait(for_what, condition)
  check(vim.wait(20000, condition, 10), 'waited in vain for ' .. for_what)
end

local function buffer()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

local function put_cursor_on(words, nth)
  local found = 0
  for number, line in ipairs(buffer()) do
    local start = line:find(words, 1, true)
    if start then
      found = found + 1
      if found == (nth or 1) then
        vim.api.nvim_win_set_cursor(0, { number, start - 1 })
        return
      end
    end
  end
  check(false, ('the draft does not hold %q'):format(words))
end

--- The card that `K` shows.
local function hover()
  vim.lsp.buf.hover()
  local card
  wait('a card', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        card = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
  end)
  return table.concat(card, '\n')
end

--- The lines of the list that `ask` leads to.
local function list(what, ask)
  local lines
  ask({
    on_list = function(answer)
      lines = vim.tbl_map(function(item)
        return vim.trim(item.text)
      end, answer.items)
    end,
  })
  wait(what, function()
    return lines
  end)
  return lines
end

--- The code lenses as lines and titles; none before they have come.
local function code_lenses()
  local lenses
  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable()
    lenses = vim.tbl_map(function(item)
      return item.lens
    end, vim.lsp.codelens.get({ bufnr = 0 }))
  else
    vim.lsp.codelens.refresh({ bufnr = 0 })
    lenses = vim.lsp.codelens.get(0)
  end
  return vim.tbl_map(function(lens)
    return { lens.range.start.line + 1, lens.command.title }
  end, lenses)
end

local function fix(kind, title)
  vim.lsp.buf.code_action({
    apply = true,
    context = { only = { kind }, diagnostics = {} },
    filter = function(action)
      return not title or action.title == title
    end,
  })
end

--- The quote sheet of `draft`, the example as it was opened.
local function sheet(draft)
  local whole = buffer()
  -- What is not saved counts, and columns are characters.
  local unsaved = 'é😀 “It was a long winter,” Quiroga said. “Nobody slept.”'
  local behind = { '', unsaved, '', 'The rain went on into the night, and on.', '', '“Who pays for it all, in the end?”' }
  vim.api.nvim_buf_set_lines(0, -1, -1, true, behind)
  vim.cmd('CopydeskQuotes')
  wait('the sheet', function()
    return vim.bo.filetype == 'copydesk-quotes'
  end)
  local shown = buffer()
  check(vim.endswith(shown[1], 'ferry-talks.txt: 8 quotes'), 'the head of the sheet: ' .. shown[1])
  equal(vim.list_slice(shown, 3, 5), {
    '  Henrik Solvang, Harbour board chairman: 2 quotes, 62 words',
    '     18:1  "People have rowed their own mail across the sound all winter, in weather that I would not have gone out'
      .. ' in, and as far as I have been told not one parcel was lost,"',
    '           by “Solvang said”',
  }, 'the first on the sheet')
  equal(vim.list_slice(shown, #shown - 8), {
    '     33:1  "The boats that did run this winter ran because somebody stayed on for a second shift and did not ask'
      .. ' who would pay for it,"',
    '           by “Quiroga said”',
    '     42:4  “It was a long winter,”',
    '           by “Quiroga said”',
    '    42:42  “Nobody slept.”',
    '           carried on from “Quiroga said” on line 42',
    '',
    '  Nobody is given for 1 quote:',
    '     46:1  “Who pays for it all, in the end?”',
  }, 'the last on the sheet')
  check(not vim.bo.modifiable and #vim.lsp.get_clients({ bufnr = 0 }) == 0, 'the sheet is taken for a draft')

  -- Enter leads to a quote, wherever it stands by now, and from a speaker to where she is introduced.
  vim.api.nvim_buf_set_lines(draft, 0, 0, true, { 'Two lines', 'more' })
  local function follow(words)
    vim.api.nvim_set_current_win(vim.fn.win_findbuf(vim.fn.bufnr('^copydesk://'))[1])
    put_cursor_on(words)
    vim.api.nvim_feedkeys(vim.keycode('<CR>'), 'xt', false)
    check(vim.api.nvim_get_current_buf() == draft, ('Enter on %q stays on the sheet'):format(words))
    local line, column = unpack(vim.api.nvim_win_get_cursor(0))
    return { line, buffer()[line]:sub(column + 1) }
  end
  equal(follow('“Nobody slept.”'), { 44, '“Nobody slept.”' }, 'where a quote leads')
  equal(follow('carried on from'), { 44, '“Nobody slept.”' }, 'where a note leads')
  local introduced = follow('Tomas Reddy')
  check(introduced[1] == 9 and vim.startswith(introduced[2], 'Tomas Reddy'), 'where a speaker leads: ' .. introduced[2])

  -- Made anew, it is the same window.
  local windows = #vim.api.nvim_list_wins()
  vim.api.nvim_set_current_win(vim.fn.win_findbuf(vim.fn.bufnr('^copydesk://'))[1])
  vim.api.nvim_feedkeys('R', 'xt', false)
  wait('the sheet made anew', function()
    return vim.list_contains(buffer(), '    44:42  “Nobody slept.”')
  end)
  check(#vim.api.nvim_list_wins() == windows, 'there are two sheets')
  vim.cmd.quit()
  check(vim.api.nvim_get_current_buf() == draft, 'the draft is not shown any more')
  vim.api.nvim_buf_set_lines(0, 0, 2, true, {})
  vim.api.nvim_buf_set_lines(0, -#behind - 1, -1, true, {})
  -- What comes next is undone alone.
  vim.bo.undolevels = vim.bo.undolevels
  equal(buffer(), whole, 'the draft as before')
end

--- `:checkhealth copydesk`, where all is well and where the program is missing.
local function health()
  local function page()
    vim.cmd('silent checkhealth copydesk')
    local text = table.concat(buffer(), '\n')
    vim.cmd.bwipeout()
    return text
  end
  local text = page()
  check(not text:find('ERROR') and not text:find('WARNING'), 'the health of what is well:\n' .. text)
  for _, said in ipairs({ 'copydesk %d', 'runs in .*desk', 'tour%.md: 2 drafts of the workspace read' }) do
    check(text:find(said), ('the health does not say %q:\n%s'):format(said, text))
  end
  vim.lsp.config('copydesk', { cmd = { 'copydesk-of-nowhere', 'server' } })
  text = page()
  check(text:find('ERROR `?copydesk%-of%-nowhere`? is not found'), 'the health without a program:\n' .. text)
  vim.lsp.config('copydesk', { cmd = { server, 'server' } })
end

--- `:help copydesk`, with tags that are fresh.
local function help()
  local doc = vim.fs.joinpath(folder, 'doc')
  vim.fn.mkdir(doc)
  vim.uv.fs_copyfile(vim.fs.joinpath(here, 'doc', 'copydesk.txt'), vim.fs.joinpath(doc, 'copydesk.txt'))
  vim.cmd.helptags(doc)
  local tags = vim.fn.readfile(vim.fs.joinpath(here, 'doc', 'tags'))
  equal(tags, vim.fn.readfile(vim.fs.joinpath(doc, 'tags')), 'doc/tags, which `:helptags editors/nvim/doc` makes')
  for _, tag in ipairs(tags) do
    local word = tag:match('^[^\t]+')
    vim.cmd.help(word)
    check(vim.api.nvim_get_current_line():find('*' .. word .. '*', 1, true), ':help ' .. word .. ' leads elsewhere')
    vim.cmd.helpclose()
  end
  -- What the help refers to is there.
  for _, line in ipairs(vim.fn.readfile(vim.fs.joinpath(doc, 'copydesk.txt'))) do
    for word in line:gmatch('|([^| ]+)|') do
      local known = vim.tbl_contains(vim.fn.getcompletion(word, 'help'), word)
      local newer = vim.list_contains({ 'grx', 'vim.pack' }, word) and vim.fn.has('nvim-0.12') == 0
      check(known or newer, ('the help refers to %s, which is not there'):format(word))
    end
  end

  -- What it has for a configuration is Lua, and what that does on saving is so.
  local text = table.concat(vim.fn.readfile(vim.fs.joinpath(doc, 'copydesk.txt')), '\n')
  local saves
  for block in text:gmatch('>lua\n\n(.-)\n<') do
    local chunk, fault = load(block)
    check(chunk or load('return ' .. block), ('%s in the help:\n%s'):format(fault, block))
    saves = block:find('BufWritePre') and chunk or saves
  end
  saves()
  local rain = 'The rain went on into the night over the empty quays and the boats that had been pulled up, and on into'
    .. ' the morning.'
  vim.cmd.edit('rain.txt')
  vim.api.nvim_buf_set_lines(0, 0, -1, true, { 'It rained.', '', rain, '', 'Nobody came.', '', rain })
  wait('the copy', function()
    return #vim.diagnostic.get(0) == 1
  end)
  vim.cmd('silent write')
  equal(vim.fn.readfile('rain.txt'), { 'It rained.', '', rain, '', 'Nobody came.' }, 'what is saved')
end

local function walk()
  check(vim.fn.has('nvim-0.11') == 1, 'Neovim 0.11 is needed')
  vim.opt.runtimepath:prepend(here)
  vim.cmd.runtime('plugin/copydesk.lua')
  vim.diagnostic.config({ virtual_text = true })
  vim.cmd('filetype on')
  vim.lsp.config('copydesk', { cmd = { server, 'server' } })
  vim.lsp.enable('copydesk')

  -- A copy of the draft: nothing here is to change the example.
  local draft = vim.fs.joinpath(folder, vim.fs.basename(example))
  check(vim.uv.fs_copyfile(example, draft), 'the example cannot be copied')
  vim.cmd.edit(draft)
  local whole = buffer()
  check(#whole == 40, 'the example has changed; so must this test')

  -- The last three paragraphs stand in the draft already.
  wait('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  local told = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local first = diagnostic.user_data.lsp.relatedInformation[1].location.range.start.line + 1
    table.insert(told, { diagnostic.source, diagnostic.code, diagnostic.lnum + 1, first })
  end
  equal(told, {
    { 'copydesk', 'duplicate-paragraph', 38, 22 },
    { 'copydesk', 'duplicate-paragraph', 39, 23 },
    { 'copydesk', 'duplicate-paragraph', 40, 27 },
  }, 'diagnostics with the paragraphs that they point at')

  -- They are on the screen: a text behind the line.
  local shown = {}
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true, type = 'virt_text' })) do
    table.insert(shown, mark[2] + 1)
  end
  equal(shown, { 38, 39, 40 }, 'lines with a text behind them')

  -- Who is this, and who speaks?
  put_cursor_on('Reddy')
  local card = hover()
  check(card:find('Tomas Reddy', 1, true) and card:find('board spokesman', 1, true), 'the card of Reddy:\n' .. card)
  put_cursor_on('nobody left that table')
  card = hover()
  check(card:find('Tomas Reddy', 1, true), 'the card of what he says:\n' .. card)

  -- Who is "Solvang’s spokesman"?
  vim.lsp.inlay_hint.enable()
  wait('inlay hints', function()
    return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0
  end)
  local hints = {}
  for _, hint in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
    local place = hint.inlay_hint.position
    table.insert(hints, { buffer()[place.line + 1]:sub(1, place.character):match('%w+$'), hint.inlay_hint.label })
  end
  equal(hints, { { 'spokesman', 'Tomas Reddy' }, { 'spokesman', 'Tomas Reddy' } }, 'words with a name behind them')

  -- The lens over an introduction lists what is quoted.
  local lenses
  wait('code lenses', function()
    lenses = code_lenses()
    return #lenses > 0
  end)
  equal(lenses, {
    { 3, 'Marta Quiroga: 1 quote · 25 words' },
    { 5, 'Henrik Solvang: 2 quotes · 62 words' },
    { 7, 'Tomas Reddy: 2 quotes · 39 words' },
  }, 'lines with a lens')
  put_cursor_on('Tomas Reddy')
  vim.lsp.codelens.run()
  wait('the quotes of Reddy', function()
    return #vim.fn.getloclist(0) > 0
  end)
  local quoted = {}
  for _, item in ipairs(vim.fn.getloclist(0)) do
    table.insert(quoted, { item.lnum, #item.text })
  end
  equal(quoted, { { 24, 143 }, { 27, 67 } }, 'lines on which Reddy is quoted, and how much')
  vim.cmd.lclose()

  -- A client without that command has the server show them.
  local client = vim.lsp.get_clients()[1]
  local said
  vim.lsp.handlers['window/showMessage'] = function(_, message)
    said = message.message
  end
  local show = { command = 'copydesk.showQuotes', arguments = { { uri = vim.uri_from_bufnr(0), person = 'Tomas Reddy' } } }
  client:request('workspace/executeCommand', show)
  wait('a message', function()
    return said
  end)
  check(said:find('board spokesman', 1, true), 'the message about Reddy: ' .. said)

  -- A capital is completed to a name.
  vim.api.nvim_buf_set_lines(0, -1, -1, true, { 'é😀 On Friday Q' })
  local place = {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    position = { line = #buffer() - 1, character = vim.str_utfindex(buffer()[#buffer()], client.offset_encoding) },
  }
  local answer = client:request_sync('textDocument/completion', place, 20000).result
  check(not answer.isIncomplete and answer.items[1].label == 'Quiroga', vim.inspect(answer))
  local words = {}
  for _, item in ipairs(vim.lsp.completion._lsp_to_complete_items(answer, 'Q', client.id)) do
    table.insert(words, item.word)
  end
  equal(words, { 'Quiroga', 'Marta Quiroga' }, 'what the menu inserts')
  vim.lsp.util.apply_text_edits({ answer.items[1].textEdit }, vim.api.nvim_get_current_buf(), client.offset_encoding)
  equal(buffer()[#buffer()], 'é😀 On Friday Quiroga', 'a name completed')
  vim.api.nvim_buf_set_lines(0, -2, -1, true, {})
  equal(buffer(), whole, 'the draft as before')

  sheet(vim.api.nvim_get_current_buf())

  -- The outline: a person, and what he says.
  local outline = list('the outline', vim.lsp.buf.document_symbol)
  check(vim.list_contains(outline, '[Class] Tomas Reddy'), 'the outline:\n' .. table.concat(outline, '\n'))
  local quote = '[String] Henrik Solvang: "We can put on a boat on Sundays, and not …'
  check(vim.list_contains(outline, quote), 'the outline:\n' .. table.concat(outline, '\n'))

  -- From a name to where its bearer is introduced, from a copy to what it repeats.
  for _, way in ipairs({ { 'Reddy said', 1, 7 }, { 'Both sides', 2, 23 } }) do
    put_cursor_on(way[1], way[2])
    vim.lsp.buf.definition()
    wait('the definition of ' .. way[1], function()
      return vim.api.nvim_win_get_cursor(0)[1] == way[3]
    end)
  end

  -- All that means Henrik Solvang, in the list and on the screen.
  put_cursor_on('Solvang said in')
  local references = list('references', function(options)
    vim.lsp.buf.references(nil, options)
  end)
  check(#references == 7, 'references:\n' .. table.concat(references, '\n'))
  vim.lsp.buf.document_highlight()
  local lit = vim.api.nvim_create_namespace('nvim.lsp.references')
  wait('highlights', function()
    return #vim.api.nvim_buf_get_extmarks(0, lit, 0, -1, {}) == 7
  end)
  vim.lsp.buf.clear_references()

  -- She is renamed throughout, and back by undoing it once.
  put_cursor_on('Quiroga welcomed')
  vim.lsp.buf.rename('Marta Alvarez')
  local renamed = vim.tbl_map(function(line)
    return (line:gsub('Quiroga', 'Alvarez'))
  end, whole)
  wait('the new name', function()
    return vim.deep_equal(buffer(), renamed)
  end)
  vim.cmd('silent undo')
  equal(buffer(), whole, 'the draft as it was')

  -- The quick fix takes the last copy out and nothing else.
  vim.api.nvim_win_set_cursor(0, { 40, 10 })
  fix('quickfix', 'Remove this copy')
  wait('the quick fix', function()
    return #buffer() < #whole
  end)
  equal(buffer(), vim.list_slice(whole, 1, 39), 'the draft without its last copy')
  wait('two diagnostics', function()
    return #vim.diagnostic.get(0) == 2
  end)

  -- "Fix all" takes out the rest.
  fix('source.fixAll.copydesk')
  wait('fix all', function()
    return #buffer() < 39
  end)
  equal(buffer(), vim.list_slice(whole, 1, 36), 'the draft without its copies')
  wait('silence', function()
    return #vim.diagnostic.get(0) == 0
  end)

  -- A name is flagged; "These are two people" is written into the house's list, and once that is saved it is not.
  local stage = vim.fs.joinpath(folder, 'stage.txt')
  local house = vim.fs.joinpath(folder, 'copydesk.toml')
  vim.fn.writefile({ 'Rufus Kilbride sang, and Kilbride bowed.', '', 'Killbride came to sweep.' }, stage)
  vim.cmd.edit(stage)
  wait('the name', function()
    return #vim.diagnostic.get(0) == 1
  end)
  put_cursor_on('Killbride')
  fix('quickfix', '“Rufus Kilbride” and “Killbride” are two people')
  wait('the list', function()
    return vim.fn.bufloaded(house) == 1
  end)
  vim.cmd('silent wall')
  wait('two people', function()
    return #vim.diagnostic.get(0) == 0
  end)
  equal(
    vim.fn.readfile(house, '', 5),
    { '[[people]]', 'name = "Rufus Kilbride"', '', '[[people]]', 'name = "Killbride"' },
    "the house's list"
  )

  -- "Stet" lets a quote of nobody's stand: in a file that the server sees before it is saved.
  local stets = vim.fs.joinpath(folder, '.copydesk', 'stet.toml')
  vim.cmd.edit(stage)
  vim.api.nvim_buf_set_lines(0, -1, -1, true, { '', '“Nobody asked us before they shut the sluice.”' })
  wait('a quote of nobody', function()
    return #vim.diagnostic.get(0) == 1
  end)
  put_cursor_on('Nobody asked')
  fix('quickfix', 'Stet: let this stand (in .copydesk/stet.toml)')
  wait('stet', function()
    return vim.fn.bufloaded(stets) == 1 and #vim.diagnostic.get(vim.fn.bufnr(stage)) == 0
  end)
  vim.cmd('silent bdelete! ' .. stets)
  vim.api.nvim_buf_set_lines(vim.fn.bufnr(stage), -3, -1, true, {})

  -- What is wrong in the list is shown there as it is typed, and what is right in it counts.
  vim.cmd.edit(house)
  wait('a server for the list', function()
    return #vim.lsp.get_clients({ bufnr = 0 }) == 1
  end)
  vim.api.nvim_buf_set_lines(0, -1, -1, true, { '[rules]', 'unheard-of = "off"', 'inconsistent-name = "off"' })
  wait('a mistake in the list', function()
    local found = vim.diagnostic.get(0)
    return #found == 1 and found[1].lnum == 7 and found[1].message == 'There is no rule `unheard-of`.'
  end)
  vim.api.nvim_buf_set_lines(0, -4, -1, true, {})
  wait('no mistake', function()
    return #vim.diagnostic.get(0) == 0
  end)

  -- A setting of the editor counts at once.
  vim.cmd.edit(stage)
  vim.api.nvim_buf_set_lines(0, -1, -1, true, { '', '“Nobody has asked the lamplighters of Hollin what they think of it.”' })
  wait('a quote that nobody is given for', function()
    return #vim.diagnostic.get(0) == 1
  end)
  local set = { copydesk = { rules = { ['unattributed-quote'] = 'off' } } }
  vim.lsp.get_clients({ bufnr = 0 })[1]:notify('workspace/didChangeConfiguration', { settings = set })
  wait('the rule to be silent', function()
    return #vim.diagnostic.get(0) == 0
  end)

  -- A quote that is being typed is no mistake yet.
  vim.cmd('silent undo')
  for _, letter in ipairs(vim.fn.split(' “Not yet', '\\zs')) do
    local line, column = #buffer() - 1, #buffer()[#buffer()]
    vim.api.nvim_buf_set_text(0, line, column, line, column, { letter })
    vim.wait(50)
    check(#vim.diagnostic.get(0) == 0, 'a quote was flagged while it was typed')
  end
  wait('the mark without a partner', function()
    local found = vim.diagnostic.get(0)
    return #found == 1 and found[1].code == 'unbalanced-quote'
  end)
  vim.cmd('silent wall')

  -- People across the drafts of a workspace: on disk, and changed but not saved; not what .gitignore leaves out.
  local desk = vim.fs.joinpath(folder, 'desk')
  vim.fn.mkdir(vim.fs.joinpath(desk, '.git'), 'p')
  for name, line in pairs({
    ['.gitignore'] = 'old.txt',
    ['old.txt'] = 'Rufus Kilbride sang.',
    ['tour.md'] = 'The singer Rufus Kilbride sang.',
    ['unsaved.txt'] = 'Nobody sang.',
  }) do
    vim.fn.writefile({ line }, vim.fs.joinpath(desk, name))
  end
  vim.cmd.edit(vim.fs.joinpath(desk, 'unsaved.txt'))
  wait('a server for the workspace', function()
    return #vim.lsp.get_clients({ bufnr = 0 }) == 1
  end)
  vim.api.nvim_buf_set_lines(0, 0, -1, true, { '', 'And Rufus Kilbride bowed.' })
  local people
  wait('the people across drafts', function()
    people = list('the people', function(options)
      vim.lsp.buf.workspace_symbol('kilb', options)
    end)
    -- Neovim 0.12 also says in which draft.
    for at, line in ipairs(people) do
      people[at] = line:gsub(' in [%w.]+$', '')
    end
    return #people == 2
  end)
  equal(people, {
    '[Class] Rufus Kilbride, singer',
    '[Class] Rufus Kilbride',
  }, 'the people across drafts')

  vim.cmd.cd(desk)
  vim.cmd.edit('tour.md')
  health()
  help()

  for _, running in ipairs(vim.lsp.get_clients()) do
    running:stop()
  end
  wait('the end of the server', function()
    return #vim.lsp.get_clients() == 0
  end)
end

local passed, fault = xpcall(walk, function(fault)
  return type(fault) == 'string' and fault or debug.traceback(vim.inspect(fault))
end)
local version = tostring(vim.version())
print(('Neovim %s: %s\n'):format(version, passed and 'passed' or 'FAILED: ' .. tostring(fault)))
os.exit(passed and 0 or 1)
